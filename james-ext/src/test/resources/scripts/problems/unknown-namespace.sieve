# problem: 7:9: error: unknown namespace 'foo'
# problem: 7:20: error: '${header.subject}' needs a message, and there is none at the EHLO stage
# problem: 7:38: error: unknown part 'frm' of the envelope, did you mean 'from'?
# problem: 7:54: error: match variables go up to ${62}, found ${63}
# problem: 7:60: error: match variables go up to ${62}, found ${99999999999}
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "${foo.bar} ${header.subject} ${envelope.frm} ${63} ${99999999999}";
