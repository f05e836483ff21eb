import { Upload } from 'antd';
import { useTexts } from '../language/language';

interface FileChooserProps {
  readonly isBusy: boolean;
  readonly hint: string;
  readonly onChoose: (file: File) => void;
}

/** A file is chosen or dropped here; nothing is sent by that alone. */
export function FileChooser({ isBusy, hint, onChoose }: FileChooserProps) {
  const { t } = useTexts();
  return (
    <Upload.Dragger
      accept=".xlsx,.csv"
      showUploadList={false}
      disabled={isBusy}
      beforeUpload={(file) => {
        onChoose(file);
        return false;
      }}
    >
      <p>
        <strong>{t(isBusy ? 'import.judging' : 'import.choose')}</strong>
      </p>
      <p className="hint">{hint}</p>
    </Upload.Dragger>
  );
}
