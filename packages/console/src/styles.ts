/** Before all components' own styles. */
import './ui/tokens/colour.css';
import './ui/tokens/scale.css';
import './ui/base.css';
