import { useCallback, type FocusEvent, type KeyboardEvent } from 'react';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { neighbourOf } from '../../document/neighbour-of.ts';
import { useOpenMenu } from './menus/menu-context.ts';
