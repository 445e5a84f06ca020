const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Makes ids that sort by time of creation. */
export interface IdSource {
  next(): string;
}

/** Ids of 16 characters: 9 of time (milliseconds), 7 random. */
export const systemIds: IdSource = {
  next() {
    let time = Date.now();
    let head = '';
    for (let index = 0; index < 9; index += 1) {
      head = alphabet[time % 32] + head;
      time = Math.floor(time / 32);
    }
    const tail = crypto.getRandomValues(new Uint8Array(7));
    return head + Array.from(tail, (byte) => alphabet[byte % 32]).join('');
  },
};
