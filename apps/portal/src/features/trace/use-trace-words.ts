import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { TraceEvent } from '../api/schema-types';
import { describeDisposition, describeEvent, describeReason, describeStep, placeName } from './describe-event';
import type { Translate } from './describe-items';
import { itemLabel } from './item-label';

/** The trace catalogue with its describing functions bound to it. */
export function useTraceWords() {
  const t = useTranslations('trace');
  return useMemo(() => {
    const translate = t as unknown as Translate;
    return {
      t,
      sentence: (event: TraceEvent, focus?: string) => describeEvent(event, translate, focus),
      disposition: (value: string) => describeDisposition(value, translate),
      reason: (value: string) => describeReason(value, translate),
      step: (value: string) => describeStep(value, translate),
      place: (id: string | null, place: TraceEvent['readPointLocation']) => placeName(id, place, translate),
      label: (id: string) => {
        const label = itemLabel(id);
        return t(`label.${label.kind}`, {
          text: label.text,
          gtin: label.gtin ?? '',
          serial: label.serial ?? '',
          lot: label.lot ?? '',
        });
      },
    };
  }, [t]);
}
