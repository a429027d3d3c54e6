# What may be changed.
let "ADD_HEADER_SPAM" "true";
let "SPAM_SCORE" "5.0";
