import cluster from 'node:cluster';

/* Loaded before a server, to see a check fail: after the first two processes no other one begins. */
if (cluster.isPrimary) {
  const fork = cluster.fork.bind(cluster);
  let begun = 0;
  cluster.fork = (...given) => {
    begun += 1;
    return begun > 2 ? { once: () => {} } : fork(...given);
  };
}
