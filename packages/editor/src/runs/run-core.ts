// A module of its own, so that the core and its machines are fetched with the first run that is shown.
export { RunCore } from '@catena/engine';
