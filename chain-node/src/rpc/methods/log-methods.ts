import { findLogs, logCondition, logRange } from '../find-logs.js';
import { objectParam } from '../params.js';
import type { RpcMethods } from '../rpc-context.js';

const OPEN_END = (1n << 64n) - 2n;

/** Logs, and filters that clients poll. */
export const logMethods: RpcMethods = {
  eth_getLogs: ({ chain }, [filter]) => findLogs(chain, filter),
  eth_newFilter: ({ chain, filters }, [value]) => {
    const filter = objectParam(value, 'filter');
    const isOpen = filter['toBlock'] === undefined || filter['toBlock'] === 'latest';
    const { from, to } = logRange(chain, filter);
    return filters.create({ type: 'logs', condition: logCondition(filter), from, to: isOpen ? OPEN_END : to });
  },
  eth_newBlockFilter: ({ filters }) => filters.create({ type: 'block' }),
  eth_newPendingTransactionFilter: ({ filters }) => filters.create({ type: 'pending' }),
  eth_getFilterChanges: ({ filters }, [id]) => filters.changes(id),
  eth_getFilterLogs: ({ filters }, [id]) => filters.logs(id),
  eth_uninstallFilter: ({ filters }, [id]) => filters.remove(id),
};
