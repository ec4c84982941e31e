/**
 * The shapes, drawn on a 24 px grid for a 1.5 px stroke. Kept here instead of a component library because those
 * icons are client components: each would be sent to the browser, and the exam page has no room for them.
 */
export const ICON_PATHS = {
  tick: 'M5 12.5 10 17.5 19.5 7',
  cross: 'M6 6 18 18M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5M12 7.6v.2',
  question:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9.6 9.6a2.45 2.45 0 1 1 3.6 2.2c-.8.4-1.2 1-1.2 1.9M12 16.6v.2',
  warning: 'M12 4 21 19.5H3L12 4ZM12 10v4.5M12 17v.2',
  stop: 'M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3l4.8-4.8ZM12 8v5M12 16v.2',
  chevronDown: 'M6 9.5 12 15.5 18 9.5',
  chevronUp: 'M6 14.5 12 8.5 18 14.5',
  chevronLeft: 'M14.5 6 8.5 12 14.5 18',
  chevronRight: 'M9.5 6 15.5 12 9.5 18',
  arrowUp: 'M12 19.5v-15M6 10.5 12 4.5 18 10.5',
  arrowDown: 'M12 4.5v15M6 13.5 12 19.5 18 13.5',
  arrowRight: 'M4.5 12h15M13.5 6 19.5 12 13.5 18',
  upDown: 'M8 10 12 6 16 10M8 14 12 18 16 14',
  menu: 'M4 7h16M4 12h16M4 17h16',
  person:
    'M12 4.5a3.75 3.75 0 1 0 0 7.5 3.75 3.75 0 0 0 0-7.5ZM4.5 20c.6-3.6 3.6-5.5 7.5-5.5s6.9 1.9 7.5 5.5',
  people:
    'M9 5a3.25 3.25 0 1 0 0 6.5A3.25 3.25 0 0 0 9 5ZM2.5 19c.5-3.2 3-5 6.5-5s6 1.8 6.5 5M15.5 5.2a3.250 3.250 0 0 1 0 6.1M18 14.6c2 .7 3.2 2.2 3.5 4.4',
  building: 'M5.5 20.5V4.5h8v16M13.5 10h5v10.5M3.5 20.5h17M8.5 8.5h2M8.5 12.5h2M8.5 16.5h2',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2.5',
  flag: 'M6 21V4.5M6 5h11.5l-2.5 4 2.5 4H6',
  calendar: 'M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8',
  search: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM15 15l5 5',
  download: 'M12 4v11M7 10.5l5 5 5-5M4.5 19.5h15',
  upload: 'M12 15.5v-11M7 9l5-5 5 5M4.5 19.5h15',
  file: 'M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5V8.5h5',
  pencil: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.5 7.5l3 3',
  printer: 'M7 8.5v-5h10v5M7 17H4V8.5h16V17h-3M7 14h10v6.5H7z',
  undo: 'M8.5 5 4.5 9l4 4M5 9h9a5 5 0 0 1 0 10h-4',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15',
  external: 'M13.5 4.5h6v6M19.5 4.5 11 13M10 6H5v13h13v-5',
  lock: 'M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
  eye: 'M2.5 12c2-4 5.5-6 9.5-6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  offline:
    'M4 4l16 16M8.5 14.8a5.5 5.5 0 0 1 5-1.3M5 11a10.5 10.5 0 0 1 4-2.5M13 8a10.5 10.5 0 0 1 6 3M12 18v.2',
  note: 'M5 4.5h14v10l-5 5H5zM14 19.5v-5h5',
  dash: 'M7 12h10',
  circle: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z',
} as const;

export type IconName = keyof typeof ICON_PATHS;
