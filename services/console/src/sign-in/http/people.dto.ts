import { ApiProperty } from '@nestjs/swagger';

export class PersonView {
  @ApiProperty({ example: 'wang.fang' }) account!: string;
  @ApiProperty({ example: '王芳' }) name!: string;
}

export class PeopleView {
  @ApiProperty({ type: [PersonView] }) people!: readonly PersonView[];
}
