# Looks at the message.
let "body" "body.to_text";
let "subject" "thread_name(header.subject)";
