const DAY = 24 * 60 * 60

/** Nowhere on earth is it still the day before when it is noon of the next in UTC. */
const ELSEWHERE = DAY / 2

/** Whether an ISO 8601 week, `2026-W49`, is over everywhere, at a time in seconds. */
export function isWeekOver(week: string, now: number): boolean {
  const [year = 0, number = 0] = week.split('-W').map(Number)
  const fourth = new Date(Date.UTC(year, 0, 4))
  const sinceMonday = (fourth.getUTCDay() + 6) % 7
  const firstMonday = fourth.getTime() / 1000 - sinceMonday * DAY
  return now >= firstMonday + number * 7 * DAY + ELSEWHERE
}
