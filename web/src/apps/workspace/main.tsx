import '~/kit/index.ts';
import './workspace.css';
import { start } from '../start.tsx';
import { Shell } from './Shell.tsx';

start(<Shell />, 'The workspace');
