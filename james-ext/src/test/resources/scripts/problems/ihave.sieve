# problem: 4:4: error: this needs the capability 'ihave', write: require "ihave";
# problem: 7:3: error: unknown command 'unheard'
# problem: 8:3: error: 'error' takes <message: string>, found 0 arguments
if ihave "reject" {
  keep;
} else { unheard; }
  unheard;
  error;
