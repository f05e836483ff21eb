import {
  cityPattern,
  OptionalOneOfField,
  OptionalTextField,
  SortedPageQuery,
  StatedTimeField,
  TextField,
} from '../../http-fields.js';
import { shortageLifecycle } from '../shortage.js';

export class CloseShortageBody {
  @TextField('A unit was sent from Shenyang.', { most: 2000 })
  note!: string;

  @StatedTimeField('2013-04-17T09:00:00+08:00')
  closedAt?: string;
}

export class ShortageQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalOneOfField(shortageLifecycle.states)
  state?: string;
}
