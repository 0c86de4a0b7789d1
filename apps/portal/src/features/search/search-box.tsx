'use client';
import { ActionIcon, Kbd, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowRight, IconScan } from '@tabler/icons-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { searchLink } from './hit-link';
import { normaliseScan, showSeparators, VISIBLE_SEPARATOR } from './normalise-scan';

interface SearchBoxProps {
  /** The main thing on the page: bigger, labelled, focused. */
  prominent?: boolean;
  label?: string;
  description?: string;
}

/** The one box for every identifier. `/` focuses it; keyboard-wedge scanners type into it, FNC1 included. */
export function SearchBox({ prominent = false, label, description }: SearchBoxProps) {
  const t = useTranslations('search');
  const router = useRouter();
  const query = useSearchParams().get('q') ?? '';
  const [text, setText] = useState(showSeparators(query));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(showSeparators(query)), [query]);
  useHotkeys(prominent ? [] : [['/', () => input.current?.select()]]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // Read the field itself: a fast scanner may send Enter before React has rendered its last character.
    const wanted = normaliseScan(input.current?.value ?? text);
    if (wanted !== '') router.push(searchLink(wanted));
  };
  const typeSeparator = (event: KeyboardEvent<HTMLInputElement>): void => {
    // In control-character mode scanners send GS (0x1D) as Ctrl+].
    if (!event.ctrlKey || (event.key !== ']' && event.code !== 'BracketRight')) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    setText(
      `${value.slice(0, selectionStart ?? value.length)}${VISIBLE_SEPARATOR}${value.slice(selectionEnd ?? value.length)}`,
    );
  };

  return (
    <search>
      <form onSubmit={submit} action="/search">
        <TextInput
          ref={input}
          name="q"
          type="text"
          label={label}
          description={description}
          aria-label={label === undefined ? t('label') : undefined}
          placeholder={t('placeholder')}
          value={text}
          onChange={(event) => setText(showSeparators(event.currentTarget.value))}
          onKeyDown={typeSeparator}
          size={prominent ? 'lg' : 'md'}
          radius="md"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          autoFocus={prominent}
          leftSection={<IconScan size={prominent ? 24 : 19} aria-hidden />}
          rightSectionWidth={prominent ? 52 : 40}
          rightSection={
            prominent || text !== '' ? (
              <ActionIcon
                type="submit"
                variant={prominent ? 'filled' : 'subtle'}
                size={prominent ? 40 : 34}
                aria-label={t('button')}
              >
                <IconArrowRight size={20} />
              </ActionIcon>
            ) : (
              <Kbd size="xs" visibleFrom="sm" aria-hidden>
                {t('hint')}
              </Kbd>
            )
          }
        />
      </form>
    </search>
  );
}
