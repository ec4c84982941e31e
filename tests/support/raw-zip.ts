import { crc32, deflateRawSync } from 'node:zlib';

/** One entry, honest unless a field says otherwise. */
export interface RawEntry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  readonly isStored?: boolean;
  /** What the headers claim instead of the truth. */
  readonly size?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly localName?: string;
  /** Unix mode with its type bits. */
  readonly mode?: number;
  /** Points at the bytes of an earlier entry, by index, instead of having its own. */
  readonly sharesWith?: number;
}

/** Writes a zip file byte by byte, so that tests can make the ones that no packer would. */
export function rawZip(entries: readonly RawEntry[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data ?? '');
    const packed = entry.isStored ? data : deflateRawSync(data);
    const fields = headerFields(entry, data, packed.length);
    const local = Buffer.concat([localHeader(fields, entry.localName ?? entry.name), packed]);
    const start = entry.sharesWith === undefined ? at : (starts[entry.sharesWith] ?? 0);
    if (entry.sharesWith === undefined) {
      bodies.push(local);
      at += local.length;
    }
    starts.push(start);
    directory.push(centralHeader(fields, entry, start));
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...bodies, central, end]));
}

/** Version, flags, method, time, date, checksum, packed and real size: what both headers share, 26 bytes less the name. */
function headerFields(entry: RawEntry, data: Buffer, packedSize: number): Buffer {
  const fields = Buffer.alloc(22);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(entry.flags ?? 0x800, 2);
  fields.writeUInt16LE(entry.method ?? (entry.isStored ? 0 : 8), 4);
  fields.writeUInt32LE(entry.crc ?? crc32(data), 10);
  fields.writeUInt32LE(packedSize, 14);
  fields.writeUInt32LE(entry.size ?? data.length, 18);
  return fields;
}

function localHeader(fields: Buffer, name: string): Buffer {
  const tail = Buffer.alloc(4);
  tail.writeUInt16LE(Buffer.byteLength(name), 0);
  return Buffer.concat([Buffer.from('504b0304', 'hex'), fields, tail, Buffer.from(name)]);
}

function centralHeader(fields: Buffer, entry: RawEntry, start: number): Buffer {
  const made = Buffer.alloc(2);
  made.writeUInt16LE(((entry.mode === undefined ? 0 : 3) << 8) | 20, 0);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(Buffer.byteLength(entry.name), 0);
  tail.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 10);
  tail.writeUInt32LE(start, 14);
  return Buffer.concat([Buffer.from('504b0102', 'hex'), made, fields, tail, Buffer.from(entry.name)]);
}
