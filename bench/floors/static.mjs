// Floor "static": a plain Node server that sends one file from memory, compressed once.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'

const [, , file, port] = process.argv
const plain = readFileSync(file)
const zipped = gzipSync(plain)
const headers = { 'Content-Type': 'text/html; charset=utf-8' }

createServer((request, response) => {
  if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    response.writeHead(200, { ...headers, 'Content-Encoding': 'gzip', 'Content-Length': zipped.length })
    return response.end(zipped)
  }
  response.writeHead(200, { ...headers, 'Content-Length': plain.length })
  response.end(plain)
}).listen(Number(port), '127.0.0.1')
