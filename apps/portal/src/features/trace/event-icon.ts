import {
  type Icon,
  IconAlertTriangle,
  IconArrowsSplit2,
  IconBox,
  IconFileInvoice,
  IconFlask,
  IconPackageExport,
  IconPackageImport,
  IconPaperclip,
  IconPointFilled,
  IconBasket,
  IconClipboardCheck,
  IconFlame,
  IconHandStop,
  IconTruck,
  IconTruckDelivery,
  IconTruckLoading,
  IconTruckReturn,
  IconTemperature,
  IconPill,
  IconTag,
} from '@tabler/icons-react';
import type { TraceEvent } from '../api/schema-types';
import { cbvWord } from './vocabulary';

const BY_STEP: Record<string, Icon> = {
  shipping: IconPackageExport,
  consigning: IconPackageExport,
  departing: IconTruckDelivery,
  transporting: IconTruck,
  loading: IconTruckLoading,
  unloading: IconTruckLoading,
  void_shipping: IconTruckReturn,
  receiving: IconPackageImport,
  accepting: IconPackageImport,
  arriving: IconPackageImport,
  inspecting: IconClipboardCheck,
  holding: IconHandStop,
  destroying: IconFlame,
  retail_selling: IconBasket,
  commissioning: IconTag,
  dispensing: IconPill,
  sensor_reporting: IconTemperature,
};
const BY_TYPE: Record<string, Icon> = {
  AggregationEvent: IconBox,
  AssociationEvent: IconPaperclip,
  TransactionEvent: IconFileInvoice,
  TransformationEvent: IconFlask,
};

/** A symbol for what happened; it only repeats what the sentence says. */
export function eventIcon(event: Pick<TraceEvent, 'type' | 'bizStep' | 'action' | 'errorDeclaration'>): Icon {
  if (event.errorDeclaration !== null) return IconAlertTriangle;
  if (event.type === 'AggregationEvent' && event.action === 'DELETE') return IconArrowsSplit2;
  const step = event.bizStep === null ? '' : cbvWord(event.bizStep);
  return (
    (Object.hasOwn(BY_STEP, step) ? BY_STEP[step] : undefined) ??
    (Object.hasOwn(BY_TYPE, event.type) ? BY_TYPE[event.type] : undefined) ??
    IconPointFilled
  );
}
