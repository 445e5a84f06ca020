/** Gives out addresses at which a service can call this process. */
export interface CallbackAddresses {
  /** Opens an address that nobody can guess; `receive` gets the body of each call. */
  open(receive: (body: unknown) => void): CallbackAddress;
}

/** An address that is open until it is closed. */
export interface CallbackAddress {
  url: string;
  close(): void;
}
