const names = `
  display position top right bottom left z-index box-sizing float width height min-width
  min-height max-width max-height aspect-ratio margin-top margin-right margin-bottom margin-left
  padding-top padding-right padding-bottom padding-left flex-direction flex-wrap flex-grow
  flex-shrink flex-basis order align-items align-self align-content justify-content
  justify-items gap row-gap column-gap grid-template-columns grid-template-rows grid-column
  grid-row place-items overflow-x overflow-y visibility opacity clip-path object-fit
  border-top-width border-right-width border-bottom-width border-left-width border-top-style
  border-right-style border-bottom-style border-left-style border-top-color border-right-color
  border-bottom-color border-left-color border-top-left-radius border-top-right-radius
  border-bottom-left-radius border-bottom-right-radius background-color background-image
  background-size background-position background-repeat box-shadow filter mix-blend-mode outline
  color font-family font-size font-style font-weight font-variant-numeric line-height
  letter-spacing text-align text-decoration-line text-overflow text-transform white-space
  word-break overflow-wrap vertical-align -webkit-line-clamp -webkit-box-orient list-style-type
  transform transform-origin content fill fill-opacity stroke stroke-width stroke-opacity
  stroke-dasharray stroke-linecap stroke-linejoin paint-order
`;

/** The CSS properties that a picture of the graph needs; all of them would make it ten times as large. */
export const drawnProperties: readonly string[] = names.trim().split(/\s+/);
