// Words for the contract's codes, shared by all entries. A code without words is shown as it is.
import { maybe, t } from './text.ts';

/** "MRI scan, lower back"; `listed` is the server's own name, for services without words here. */
export function serviceWords(code: string, region?: string | null, listed?: string): string {
  const name = maybe(`service.${code}`) ?? listed ?? code.replaceAll('_', ' ');
  const place = region ? maybe(`region.${region}`) : null;
  return place ? t('withRegion', { name, region: place }) : name;
}

export function specialtyWords(code: string): string {
  return maybe(`specialty.${code}`) ?? code.replaceAll('_', ' ');
}
