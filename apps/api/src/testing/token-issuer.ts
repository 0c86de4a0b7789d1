import { createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Role } from '../platform/context/request-context.js';

interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: object;
}

export interface TokenOptions {
  readonly roles: readonly Role[];
  readonly organization?: string;
  readonly username?: string;
  readonly audience?: readonly string[] | undefined;
  /** Seconds from now; negative for a token that has expired. */
  readonly expiresIn?: number;
  readonly issuer?: string;
  /** Signs with a key that the realm never published. */
  readonly forged?: boolean;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** An issuer for tests: signs Keycloak-shaped tokens and serves its keys where Keycloak does. */
export class TokenIssuer {
  private keys: Key[] = [newKey()];
  private readonly stranger = newKey();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<TokenIssuer> {
    const server = createServer((request, response) => {
      if (request.url !== '/realms/sealtrail/protocol/openid-connect/certs') return void response.writeHead(404).end();
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ keys: issuer.keys.map((key) => key.jwk) }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer: TokenIssuer = new TokenIssuer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return issuer;
  }

  /** Later tokens are signed with a new key; the old one is no longer published. */
  rotate(): void {
    this.keys = [newKey()];
  }

  token(options: TokenOptions): string {
    const key = options.forged ? { ...this.stranger, kid: this.current().kid } : this.current();
    const now = Math.floor(Date.now() / 1000);
    const username = options.username ?? options.roles[0] ?? 'nobody';
    const payload = {
      iss: options.issuer ?? `${this.url}/realms/sealtrail`,
      aud: options.audience ?? ['sealtrail-api', 'account'],
      azp: 'sealtrail-cli',
      typ: 'Bearer',
      sub: `sub-${username}`,
      preferred_username: username,
      name: username,
      realm_access: { roles: options.roles },
      organization: options.organization,
      iat: now,
      exp: now + (options.expiresIn ?? 300),
      jti: randomUUID(),
      ...options.claims,
    };
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: key.kid })}.${encode(payload)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key.privateKey).toString('base64url')}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private current(): Key {
    return this.keys[0] as Key;
  }
}

function newKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' } };
}
