// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Resizer } from './Resizer.tsx';

function Bench({ edge }: { edge: 'left' | 'right' | 'top' }) {
  const [size, setSize] = useState(300);
  return (
    <Resizer
      label="Width"
      edge={edge}
      size={size}
      min={200}
      max={400}
      initialSize={260}
      onResize={setSize}
    />
  );
}

const size = () => screen.getByRole('separator').getAttribute('aria-valuenow');
const press = (key: string) => fireEvent.keyDown(screen.getByRole('separator'), { key });

describe('Resizer', () => {
  afterEach(cleanup);

  it('is moved by the arrow keys in the direction in which the line goes', () => {
    render(<Bench edge="left" />);
    press('ArrowLeft');
    expect(size()).toBe('316');
    press('ArrowRight');
    press('ArrowRight');
    expect(size()).toBe('284');
  });

  it('stays between its bounds', () => {
    render(<Bench edge="right" />);
    press('End');
    press('ArrowRight');
    expect(size()).toBe('400');
    press('Home');
    expect(size()).toBe('200');
  });

  it('goes back to the size it began with on a double-click', () => {
    render(<Bench edge="top" />);
    press('ArrowUp');
    fireEvent.doubleClick(screen.getByRole('separator'));
    expect(size()).toBe('260');
  });
});
