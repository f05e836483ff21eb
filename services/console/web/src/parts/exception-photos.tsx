import { useRef, useState } from 'react';
import { Button, Image, Space } from 'antd';
import { useQueries } from '@tanstack/react-query';
import { type Page, type Row, getFrom, textOf } from '../api/http';
import { useCommand, useRead } from '../api/hooks';
import { useHasRole } from '../api/session';
import { useTexts } from '../language/language';
import { ProblemAlert, ReadProblem } from './problem-alert';
import { pictureOf } from './picture';

const pathOf = (exceptionNumber: string): string => `receipt-exceptions/${encodeURIComponent(exceptionNumber)}/photos`;

/** What came, as whoever received it saw it (R5). */
export function ExceptionPhotos({ exceptionNumber }: { readonly exceptionNumber: string }) {
  const path = pathOf(exceptionNumber);
  const list = useRead<Page>('rma', path);
  const contents = useQueries({
    queries: (list.data?.items ?? []).map(({ photoId }) => ({
      // A photo never changes, so a live update need not read it again.
      queryKey: ['photo', exceptionNumber, photoId],
      staleTime: Infinity,
      queryFn: () => getFrom<Row>('rma', `${path}/${textOf(photoId)}`),
    })),
  });
  return (
    <Space orientation="vertical">
      <ReadProblem error={list.error} />
      <Space wrap>
        {contents.flatMap(({ data }) =>
          data === undefined
            ? []
            : [
                <Image
                  key={textOf(data['photoId'])}
                  height={160}
                  alt={textOf(data['name'])}
                  src={`data:${textOf(data['mediaType'])};base64,${textOf(data['photoBase64'])}`}
                />,
              ],
        )}
      </Space>
      <AddPhotoButton exceptionNumber={exceptionNumber} />
    </Space>
  );
}

/** On a phone it opens the camera; elsewhere a file is chosen. */
export function AddPhotoButton({ exceptionNumber }: { readonly exceptionNumber: string }) {
  const { t } = useTexts();
  const mayAdd = useHasRole()('warehouse', 'headquarters-approver', 'branch-clerk', 'branch-head');
  const input = useRef<HTMLInputElement>(null);
  const [unreadable, setUnreadable] = useState<unknown>(null);
  const command = useCommand<Row>();
  const add = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setUnreadable(null);
    const photoBase64 = await pictureOf(file).catch((error: unknown) => {
      setUnreadable(error);
      return null;
    });
    if (photoBase64 === null) return;
    await command.mutateAsync({
      service: 'rma',
      path: pathOf(exceptionNumber),
      body: { name: file.name, photoBase64 },
    });
  };
  if (!mayAdd) return null;
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('photo.add')}
        onChange={({ target }) => {
          void add(target.files?.[0]).catch(() => undefined);
          target.value = '';
        }}
      />
      <Button loading={command.isPending} onClick={() => input.current?.click()}>
        {t('photo.add')}
      </Button>
      <ProblemAlert error={command.error ?? unreadable} />
    </>
  );
}
