require ["reject", "variables"];
set "own" "alone";
reject "550 5.7.1 included ${own}";
