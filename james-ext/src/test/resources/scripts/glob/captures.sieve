# helo: host-12.dyn.isp.test
# expect: 550 5.7.1 host=host, number=12, rest=isp.test, all=host-12.dyn.isp.test, four=
# helo: static.isp.test
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "*-*.dyn.*" { reject "550 5.7.1 host=${1}, number=${2}, rest=${3}, all=${0}, four=${4}"; }
