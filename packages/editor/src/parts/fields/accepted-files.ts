import type { BaseType, PortDescriptor } from '@catena/engine';

const acceptByType: Readonly<Partial<Record<BaseType, string>>> = {
  image: 'image/*',
  audio: 'audio/*',
  video: 'video/*',
};

/** What a file chooser is to offer for a port, as the attribute `accept`. */
export function acceptOf({ accept, type, inferred }: PortDescriptor): string | undefined {
  if (accept && accept.length > 0) return accept.join(',');
  return inferred ? undefined : acceptByType[type.base];
}

/** The files of a drop or of a paste. */
export function filesOf(transfer: DataTransfer | null): File[] {
  return transfer ? [...transfer.files] : [];
}
