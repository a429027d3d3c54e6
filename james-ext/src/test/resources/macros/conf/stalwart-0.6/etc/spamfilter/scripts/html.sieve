foreverypart {
    if eval "header.content-type == 'text/html'" { let "t.html" "true"; }
}
if eval "SPAM_SCORE > 5" { addheader "X-Spam" "Yes"; }
