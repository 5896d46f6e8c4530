export { createHttpSocket } from '../link/http-socket.ts';
