/** The process that holds the devices: serves USB/IP, and does to them what the guest's test asks over the channel. */

import { busIds, deviceNames } from './lab-facts.ts';
import { makeRack } from './rack.ts';
import type { RackAnswer, RackRequest } from './rack-channel.ts';
import { UsbIpServer } from './usbip/server.ts';

const usbIpPort = 3240;

const rack = await makeRack();
const server = await UsbIpServer.start(usbIpPort);
for (const name of deviceNames) server.offer(busIds[name], rack.devices[name]);

process.on('message', (request: RackRequest) => {
  const answer: RackAnswer = { id: request.id, value: obey(request) };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0, value: 'ready' } satisfies RackAnswer);

function obey(request: RackRequest): unknown {
  if (request.verb === 'heard') return rack.heard();
  if (request.verb === 'pull') return server.pull(busIds[request.device]);
  const device = rack.devices[request.device];
  if (request.verb === 'pull-after') device.pulledAfterBytes = request.bytes;
  else device.inEndpoint(1)?.halt();
  return null;
}
