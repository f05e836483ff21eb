import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, ValidateIf } from 'class-validator';
import { IntegerField, OptionalTextField, SortedPageQuery, TextField } from '../../http-fields.js';

export class CatalogueModelBody {
  @TextField('ST31500541AS', { most: 100 })
  model!: string;

  @IntegerField(3, 0, 1_000_000, { description: 'How good the model is; higher is better (W12).' })
  specificationGrade!: number;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '2012-06-30',
    description: 'The day from which it is no longer made.',
  })
  @IsOptional()
  @ValidateIf((_body, value) => value !== null)
  @IsString()
  discontinuedOn?: string | null;
}

export class ListSubstitutionBody {
  @TextField('ST31500541AS', { most: 100, description: 'The model asked for.' })
  model!: string;

  @TextField('ST2000DL003', { most: 100, description: 'The model that may be lent in its place; of no lower grade.' })
  substituteModel!: string;
}

export class SubstitutionQuery extends SortedPageQuery {
  @OptionalTextField('ST31500541AS', { most: 100 })
  model?: string;
}
