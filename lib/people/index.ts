export { askerOfCookie, currentAsker, currentViewer, sessionCookieName, teamAsker } from './asker'
