import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { roles, type Role } from '@rotables/domain-kernel';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class SignInByPasswordBody {
  @ApiProperty({ example: 'clerk.dl' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  account!: string;

  @ApiProperty({ example: 'ten characters or more' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  password!: string;
}

export class SignInByLinkBody {
  @ApiProperty({ description: 'What stands after #link= in the sign-in link.' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  link!: string;
}

export class SetPasswordBody {
  @ApiPropertyOptional({ description: 'Needed where the account has a password already.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  currentPassword?: string;

  @ApiProperty({ example: 'ten characters or more' })
  @IsString()
  @MaxLength(200)
  newPassword!: string;
}

export class SessionView {
  @ApiProperty({ example: 'clerk.dl' }) account!: string;
  @ApiProperty({ example: '大连业务员' }) name!: string;
  @ApiProperty({ enum: roles, isArray: true }) roles!: readonly Role[];
  @ApiProperty({ type: [String], nullable: true, description: 'null: all cities.', example: ['DL'] })
  cities!: readonly string[] | null;
  @ApiProperty({ description: 'To be sent as X-Forgery-Token with every change.' }) forgeryToken!: string;
}
