import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { departments, type Department } from '@rotables/contracts';
import { roles, type Role } from '@rotables/domain-kernel';
import { PageQuery } from '@rotables/service-host';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { mostCities } from '../standing.js';

export class StandingBody {
  @ApiProperty({ example: '孙丽', description: 'As it stands on documents.' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  @ApiProperty({ enum: roles, isArray: true, example: ['branch-clerk'] })
  @IsArray()
  @ArrayMaxSize(roles.length)
  @IsString({ each: true })
  roles!: Role[];

  @ApiPropertyOptional({ description: 'Headquarters; never for the roles of a branch (O3).', default: false })
  @IsOptional()
  @IsBoolean()
  allCities: boolean = false;

  @ApiPropertyOptional({ type: [String], example: ['DL'], maxItems: mostCities, description: 'Where not all cities.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(mostCities)
  @IsString({ each: true })
  cities: string[] = [];

  @ApiPropertyOptional({ enum: departments, description: 'Some documents are led by a department (R9).' })
  @IsOptional()
  @IsIn([...departments])
  department?: Department;
}

export class CreateAccountBody extends StandingBody {
  @ApiProperty({ example: 'sun.li', description: 'Also the actor in the books; never changed.' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  account!: string;
}

export class ReasonBody {
  @ApiProperty({ example: '离职' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  reason!: string;
}

export class AccountListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: roles })
  @IsOptional()
  @IsIn([...roles])
  role?: Role;

  @ApiPropertyOptional({ example: 'DL', description: 'Who may see this city, all cities included.' })
  @IsOptional()
  @IsString()
  @MaxLength(8)
  city?: string;

  @ApiPropertyOptional({ example: '孙', description: 'A part of the name or of the account, in capitals or not.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ enum: ['active', 'disabled'] })
  @IsOptional()
  @IsIn(['active', 'disabled'])
  state?: 'active' | 'disabled';

  @ApiPropertyOptional({ example: '-name', description: 'account or name, with - before it for the other direction.' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  sort?: string;
}

export class ProposalListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['proposed', 'confirmed', 'refused'] })
  @IsOptional()
  @IsIn(['proposed', 'confirmed', 'refused'])
  state?: 'proposed' | 'confirmed' | 'refused';
}
