// What nodemailer.sh runs: one sending, as the JSON in the first argument says; the message is the file named there.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.NODEMAILER_FOLDER}/`);
const nodemailer = require('nodemailer');
const { transport, ca, times = 1, envelope, file, dsn } = JSON.parse(process.argv[2]);

const transporter = nodemailer.createTransport({
    host: '127.0.0.1',
    name: 'client.example.org',
    tls: ca ? { ca: readFileSync(ca), servername: 'james', checkServerIdentity: () => undefined } : undefined,
    ...transport,
});
const sendings = Array.from({ length: times }, () => transporter.sendMail({ envelope, dsn, raw: readFileSync(file) }));
for (const sent of await Promise.all(sendings)) {
    if (sent.rejected.length > 0 || sent.accepted.length !== envelope.to.length) {
        throw new Error(`not taken: ${JSON.stringify(sent)}`);
    }
}
transporter.close();
