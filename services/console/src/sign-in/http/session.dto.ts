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

  @ApiPropertyOptional({ example: '492039', description: 'Where the account has a second factor.' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string;
}

export class SignInByLinkBody {
  @ApiProperty({ description: 'What stands after #link= in the sign-in link.' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  link!: string;

  @ApiPropertyOptional({ example: '492039', description: 'Where the account has a second factor.' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string;
}

export class LinkOwnerView {
  @ApiProperty({ example: 'clerk.dl' }) account!: string;
  @ApiProperty({ example: '大连业务员' }) name!: string;
}

export class SecondFactorCodeBody {
  @ApiProperty({ example: '492039', description: 'Six digits of the authenticator application, or a recovery code.' })
  @IsString()
  @MinLength(6)
  @MaxLength(40)
  code!: string;
}

export class NewSecondFactorView {
  @ApiProperty({
    example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    description: 'To be typed where no picture can be read.',
  })
  secret!: string;
  @ApiProperty({ example: 'otpauth://totp/Rotables:clerk.dl?secret=…', description: 'What the picture says.' })
  address!: string;
}

export class RecoveryCodesView {
  @ApiProperty({ type: [String], description: 'Each lets in once; nobody can read them again.' })
  recoveryCodes!: readonly string[];
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
  @ApiProperty({ description: 'Without one the next way in is another link.' }) hasPassword!: boolean;
  @ApiProperty({ description: 'A code is asked for when this person signs in.' }) hasSecondFactor!: boolean;
  @ApiProperty({ description: 'The policy asks for one that is not set up; until it is, nothing else is open.' })
  isSecondFactorDue!: boolean;
}
