# problem: 8:9: error: unknown namespace 'foo'
# problem: 8:20: error: '${header.subject}' needs a message, and there is none at the EHLO stage
# problem: 8:38: error: global variables are not supported by this version
# problem: 8:50: error: unknown part 'frm' of the envelope, did you mean 'from'?
# problem: 8:66: error: match variables go up to ${62}, found ${63}
# problem: 8:72: error: match variables go up to ${62}, found ${99999999999}
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "${foo.bar} ${header.subject} ${global.x} ${envelope.frm} ${63} ${99999999999}";
