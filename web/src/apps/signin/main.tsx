import '~/kit/tokens.css';
import '~/kit/kit.css';
import './signin.css';
import { createRoot } from 'react-dom/client';
import { SignIn } from './SignIn.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<SignIn />);
