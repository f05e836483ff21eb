import { Controller } from '@nestjs/common';
import { installedBaseChangedV1, type InstalledBaseChanged } from '@rotables/contracts';
import { parseBusinessDate, parseCityCode } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { NoteInstalledBase } from '../commands/note-installed-base.js';

@Controller()
export class OnInstalledBaseChanged {
  constructor(private readonly noteInstalledBase: NoteInstalledBase) {}

  @OnEvent(installedBaseChangedV1)
  async handle({ city, model, changedOn, delta }: InstalledBaseChanged): Promise<void> {
    const change = { city: parseCityCode(city), model, changedOn: parseBusinessDate(changedOn, 'changedOn'), delta };
    await this.noteInstalledBase.execute(change);
  }
}
