import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface Taken {
    from: string;
    to: string[];
    text: string;
}

// A mail server that answers as the test wishes. Recipients named later@… are deferred, gone@… are
// refused; what it takes is kept.
export class Sink {
    readonly taken: Taken[] = [];
    answerToData = '250 taken'; // after the last line; '' keeps the sender waiting
    private readonly sockets = new Set<Socket>();

    private constructor(
        private readonly server: Server,
        readonly port: number,
    ) {
        server.on('connection', (socket) => {
            this.sockets.add(socket);
            socket.on('close', () => this.sockets.delete(socket)).on('error', () => {});
            void this.talk(socket);
        });
    }

    static async start(port = 0): Promise<Sink> {
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
        const address = server.address();
        if (typeof address !== 'object' || !address) throw new Error('no port');
        return new Sink(server, address.port);
    }

    async stop(): Promise<void> {
        for (const socket of this.sockets) socket.destroy();
        await new Promise((resolve) => this.server.close(resolve));
    }

    to(address: string): Taken[] {
        return this.taken.filter((mail) => mail.to.includes(address));
    }

    private async talk(socket: Socket): Promise<void> {
        const say = (line: string) => socket.write(`${line}\r\n`);
        let mail: Taken = { from: '', to: [], text: '' };
        let reading = false;
        say('220 sink.example');
        for await (const line of createInterface({ input: socket })) {
            if (reading && line === '.') {
                reading = false;
                this.taken.push(mail);
                if (this.answerToData) say(this.answerToData);
            } else if (reading) {
                mail.text += `${line.replace(/^\./, '')}\n`;
            } else if (line.startsWith('MAIL FROM:')) {
                mail = { from: address(line), to: [], text: '' };
                say('250 sender');
            } else if (line.startsWith('RCPT TO:')) {
                say(this.answerTo(address(line), mail));
            } else if (line === 'DATA') {
                reading = true;
                say('354 go on');
            } else {
                say(line === 'QUIT' ? '221 bye' : '250 well');
            }
        }
    }

    private answerTo(recipient: string, mail: Taken): string {
        if (recipient.startsWith('later@')) return '451 not now';
        if (recipient.startsWith('gone@')) return '550 no such person';
        mail.to.push(recipient);
        return '250 known';
    }
}

function address(line: string): string {
    return /<([^>]*)>/.exec(line)?.[1] ?? '';
}
