# helo: x
# expect: accept
require ["variables", "reject", "relational", "comparator-i;ascii-numeric"];
# Section 7, on strings in place of fields.
if string :value "lt" :comparator "i;ascii-numeric" ["3"] ["3"] { reject "1"; }
if not string :value "le" :comparator "i;ascii-numeric" ["3"] ["3"] { reject "2"; }
if not string :count "gt" :comparator "i;ascii-numeric" ["roadrunner@acme.example.com", "coyote@desert.example.org"] ["1"] { reject "3"; }
if string :count "gt" :comparator "i;ascii-numeric" ["coyote@desert.example.org"] ["1"] { reject "4"; }
