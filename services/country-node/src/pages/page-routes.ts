import { serveAssets } from '@causeway/page-kit'
import type { FastifyInstance } from 'fastify'
import { requireSession } from '../sign-in/require-session.ts'
import { signInRoutes, takeForms } from '../sign-in/sign-in-routes.ts'
import { alarmPageRoutes } from './alarms/alarm-page-routes.ts'
import { answerProblems } from './frame/answer-problems.ts'
import { exitRoutes } from './frame/exit-routes.ts'
import { languageRoutes } from './frame/language-routes.ts'
import { leavingRoutes } from './frame/leaving-routes.ts'
import { publicRoutes } from './frame/public-routes.ts'
import { homeRoutes } from './home/home-routes.ts'
import { liveRoutes } from './live/live-routes.ts'
import { officerRoutes } from './officer/officer-routes.ts'
import type { PageSite } from './page-site.ts'
import { paperRoutes } from './paper/paper-routes.ts'
import { practiceRoutes } from './practice/practice-routes.ts'
import { receivingRoutes } from './receiving/receiving-routes.ts'
import { sendingRoutes } from './sending/sending-routes.ts'
import { sentRoutes } from './sending/sent-routes.ts'
import { windowRoutes } from './window/window-routes.ts'

/** Everything that people see with a browser; each area of work is one plugin inside. */
export async function pageRoutes(app: FastifyInstance, { site }: { site: PageSite }) {
  answerProblems(app, site)
  await app.register(serveAssets, { assets: site.pages.assets })
  await app.register(exitRoutes, { site })

  await app.register(async (forms) => {
    await takeForms(forms, site.signIn)
    await forms.register(signInRoutes, { signIn: site.signIn })
    await forms.register(leavingRoutes, { site })
    await forms.register(publicRoutes, { site })

    await forms.register(async (inside) => {
      requireSession(inside, site.signIn)
      await inside.register(languageRoutes, { site })
      await inside.register(liveRoutes, { site })
      await inside.register(homeRoutes, { site })
      await inside.register(alarmPageRoutes, { site })
      await inside.register(sendingRoutes, { site })
      await inside.register(sentRoutes, { site })
      await inside.register(paperRoutes, { site })
      await inside.register(practiceRoutes, { site })
      await inside.register(receivingRoutes, { site })
      await inside.register(windowRoutes, { site })
      await inside.register(officerRoutes, { site })
    })
  })
}
