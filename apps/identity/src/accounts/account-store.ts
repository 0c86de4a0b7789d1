import type { Pool } from 'pg';
import type { Account } from './account.js';

interface Row {
  id: string;
  username: string;
  first_name: string;
  last_name: string;
  email: string;
  organization: string | null;
  roles: string[];
  password_hash: string;
}

const COLUMNS = 'id, username, first_name, last_name, email, organization, roles, password_hash';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const toAccount = (row: Row): Account => ({
  id: row.id,
  username: row.username,
  firstName: row.first_name,
  lastName: row.last_name,
  email: row.email,
  organization: row.organization,
  roles: row.roles,
});

/** All SQL on `identity.account`. */
export class AccountStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** The enabled account of this id; undefined for anything else, so that tokens of a disabled account stop renewing. */
  async findById(id: string): Promise<Account | undefined> {
    if (!UUID.test(id)) return undefined;
    const { rows } = await this.#pool.query<Row>(`SELECT ${COLUMNS} FROM identity.account WHERE id = $1 AND enabled`, [
      id,
    ]);
    return rows[0] && toAccount(rows[0]);
  }

  /** The enabled account of this name with its password hash. */
  async findForSignIn(username: string): Promise<{ account: Account; passwordHash: string } | undefined> {
    const { rows } = await this.#pool.query<Row>(
      `SELECT ${COLUMNS} FROM identity.account WHERE username = $1 AND enabled`,
      [username],
    );
    const row = rows[0];
    return row && { account: toAccount(row), passwordHash: row.password_hash };
  }

  /** Names already taken, so that seeding hashes only what is missing. */
  async usernames(): Promise<Set<string>> {
    const { rows } = await this.#pool.query<{ username: string }>('SELECT username FROM identity.account');
    return new Set(rows.map((row) => row.username));
  }

  /** Adds an account; one of the same name or id stays as it is. */
  async add(account: Account, passwordHash: string): Promise<void> {
    await this.#pool.query(
      `INSERT INTO identity.account (id, username, first_name, last_name, email, organization, roles, password_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [
        account.id,
        account.username,
        account.firstName,
        account.lastName,
        account.email,
        account.organization,
        account.roles,
        passwordHash,
      ],
    );
  }
}
