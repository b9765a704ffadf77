import { expect, test } from 'vitest'
import { boundaryOf, partsOf, textOf } from './multipart'
import { cleanName } from './schema'

function inPieces(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(text)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(new Uint8Array(bytes.subarray(at, at + size)))
      at += size
    },
  })
}

const form = [
  '--b0',
  'Content-Disposition: form-data; name="title"',
  '',
  'Two\r\nlines',
  '--b0',
  'Content-Disposition: form-data; name="files"; filename="a \\"b\\".txt"',
  'Content-Type: text/plain',
  '',
  '--b\r\n--b1 is not the end',
  '--b0--',
  '',
].join('\r\n')

test('a form is read the same however its bytes are cut', async () => {
  for (const size of [1, 2, 3, 7, 64, 10_000]) {
    const read: string[] = []
    for await (const part of partsOf(inPieces(form, size), 'b0'))
      read.push(`${part.name}|${part.filename}|${await textOf(part)}`)
    expect(read).toEqual(['title|null|Two\r\nlines', 'files|a "b".txt|--b\r\n--b1 is not the end'])
  }
})

test('a part that nobody reads does not disturb the next', async () => {
  const names: string[] = []
  for await (const part of partsOf(inPieces(form, 5), 'b0')) names.push(part.name)
  expect(names).toEqual(['title', 'files'])
})

test('a part of which somebody had enough in its middle does not disturb the next', async () => {
  const big = form.replace('Two\r\nlines', 'x'.repeat(1000))
  for (const size of [1, 64, 10_000]) {
    const read: string[] = []
    for await (const part of partsOf(inPieces(big, size), 'b0')) {
      if (part.name === 'files') read.push(await textOf(part))
      else await expect(textOf(part, 10)).rejects.toThrow('too long')
    }
    expect(read).toEqual(['--b\r\n--b1 is not the end'])
  }
})

test('an upload that broke off is refused and never half kept', async () => {
  const read = async () => {
    for await (const part of partsOf(inPieces(form.slice(0, -12), 9), 'b0')) await textOf(part)
  }
  await expect(read()).rejects.toThrow('broke off')
})

test('the boundary is found wherever the header has it, and only in a form', () => {
  expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc')
  expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b')
  expect(boundaryOf('application/json')).toBeNull()
})

test('a file name is a name: no path, no invisible turns of direction, never empty, not too long', () => {
  expect(cleanName('../../etc/passwd')).toBe('passwd')
  expect(cleanName('C:\\temp\\plan.pdf')).toBe('plan.pdf')
  expect(cleanName('photo\u202Egnp.exe')).toBe('photognp.exe')
  expect(cleanName('...')).toBe('file')
  expect(cleanName(`${'a'.repeat(300)}.tar`)).toHaveLength(120)
  expect(cleanName(`${'a'.repeat(300)}.tar`)).toMatch(/\.tar$/)
})
