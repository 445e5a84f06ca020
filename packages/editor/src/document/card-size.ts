/** In canvas units. */
export interface Size {
  width: number;
  height: number;
}
