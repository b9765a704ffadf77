import type { TestProject } from 'vitest/node'

export default function setup(project: TestProject) {
  project.provide('database', JSON.parse(process.env.DAYLIGHT_POLICIES_DATABASE!))
}
