import { Group, NumberInput, Select } from '@mantine/core';
import { baseTypes, parsePortType, writePortType, type BaseType } from '@catena/engine';
import { describePortType, portAppearances } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';

export interface PortTypeSelectProps {
  value: string;
  isDisabled: boolean;
  onChange: (type: string) => void;
}

const mostDepth = 4;

/** Chooses a port type: what it carries, and how many lists are around it. */
export function PortTypeSelect({ value, isDisabled, onChange }: PortTypeSelectProps) {
  const type = parsePortType(value) ?? { base: 'any' as const, depth: 0 };
  return (
    <Group gap={8} grow align="flex-start" wrap="nowrap">
      <Select
        label="Type"
        description={describePortType(type)}
        size="xs"
        disabled={isDisabled}
        allowDeselect={false}
        leftSection={<PortMark type={type} decorative />}
        data={baseTypes.map((base) => ({ value: base, label: portAppearances[base].label }))}
        value={type.base}
        onChange={(base) => {
          if (base !== null) onChange(writePortType({ ...type, base: base as BaseType }));
        }}
      />
      <NumberInput
        label="Lists around it"
        description="0 is a single value"
        size="xs"
        disabled={isDisabled}
        min={0}
        max={mostDepth}
        allowDecimal={false}
        value={type.depth}
        onChange={(depth) => {
          if (typeof depth === 'number') onChange(writePortType({ ...type, depth }));
        }}
      />
    </Group>
  );
}
