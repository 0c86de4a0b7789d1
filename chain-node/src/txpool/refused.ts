/** Why a transaction was not taken, in the words that Ethereum clients recognise. */
export class TransactionRefused extends Error {
  override readonly name = 'TransactionRefused';
}
