import '~/kit/index.ts';
import './portal.css';
import { start } from '../start.tsx';
import { Portal } from './Portal.tsx';

start(<Portal />, 'The page');
