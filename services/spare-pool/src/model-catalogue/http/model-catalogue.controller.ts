import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import { parseBusinessDate } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { SortedPageQuery } from '../../http-fields.js';
import { listPage } from '../../listing.js';
import type { View } from '../../listing.js';
import { readers } from '../../roles.js';
import { CatalogueModel } from '../commands/catalogue-model.js';
import { ListSubstitution } from '../commands/list-substitution.js';
import type { ModelFacts, Substitution } from '../model-catalogue.js';
import { modelListing, substitutionListing } from '../queries/model-listing.js';
import { CatalogueModelBody, ListSubstitutionBody, SubstitutionQuery } from './model-catalogue.dto.js';

/** Models, and what may be lent in their place (W12). */
@ApiTags('models')
@Controller('v1')
export class ModelCatalogueController {
  constructor(
    private readonly catalogueModel: CatalogueModel,
    private readonly listSubstitution: ListSubstitution,
  ) {}

  /** Enters a model, or changes its grade and end. */
  @Post('models')
  @RequireRoles('administrator', 'headquarters-approver')
  catalogue(@Body() { model, specificationGrade, discontinuedOn = null }: CatalogueModelBody): Promise<ModelFacts> {
    const day = discontinuedOn === null ? null : parseBusinessDate(discontinuedOn, 'discontinuedOn');
    return this.catalogueModel.execute({ model, specificationGrade, discontinuedOn: day });
  }

  @Get('models')
  @RequireRoles(...readers)
  models(@Query() query: SortedPageQuery): Promise<CursorPage<View>> {
    return listPage(modelListing, query, []);
  }

  @Post('substitutions')
  @RequireRoles('administrator', 'headquarters-approver')
  substitute(@Body() { model, substituteModel }: ListSubstitutionBody): Promise<Substitution> {
    return this.listSubstitution.execute({ model, substituteModel });
  }

  @Get('substitutions')
  @RequireRoles(...readers)
  async substitutions(@Query() query: SubstitutionQuery): Promise<CursorPage<View>> {
    const { items, nextCursor } = await listPage(substitutionListing, query, [['model = ?', query.model]]);
    return { items: items.map(({ pair: _pair, ...substitution }) => substitution), nextCursor };
  }
}
